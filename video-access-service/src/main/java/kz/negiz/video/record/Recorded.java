package kz.negiz.video.record;

import kz.negiz.kit.receipt.Receipt;

/** Something that was done, with the promise that its event will stand in the log. */
public record Recorded<T>(T result, Receipt receipt) {}
