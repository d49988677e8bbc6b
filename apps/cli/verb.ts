/** What a verb may touch. Answers go to `out` alone; anything said to a person about them goes to `err`. */
export interface VerbIo {
  /** Writes one line to standard output. */
  out(line: string): void;
  /** Writes one line to standard error. */
  err(line: string): void;
  /** Reads a UTF-8 file; `-` is standard input. */
  readFile(path: string): Promise<string>;
  readonly stdin: NodeJS.ReadableStream;
}

/** One word of the command `dunghan`. `run` resolves to the exit code: 0 done, 1 refused or unsound, 2 misused. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  run(args: string[], io: VerbIo): Promise<number>;
}
