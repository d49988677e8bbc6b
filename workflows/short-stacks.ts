/**
 * Loaded before any workflow. The SDK takes a stack trace of every promise (for its `__stack_trace` query) and looks
 * each line up in the source map: a third of a step's CPU. Two lines still say where an error was thrown.
 */
const STACK_LINES = 2;
Error.stackTraceLimit = STACK_LINES;

export {};
