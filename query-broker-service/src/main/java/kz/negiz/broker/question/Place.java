package kz.negiz.broker.question;

/** One service about one subject of a question, both counted from 1. */
record Place(int ordinal, int subjectOrdinal) {}
