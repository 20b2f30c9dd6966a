package kz.negiz.auditlog.log;

import java.time.Instant;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;

/** A checkpoint of the log of a year as it was signed and published. */
public record SignedCheckpoint(int year, Checkpoint checkpoint, Note note, Instant signed) {}
