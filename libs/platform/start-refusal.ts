export type StartRefusalCode =
  | 'variable-refused'
  | 'port-in-use'
  | 'disk-full'
  | 'folder-unreachable'
  | 'folder-not-ours'
  | 'folder-newer'
  | 'already-running'
  | 'no-server-user'
  | 'postgres-failed'
  | 'part-failed';

/** Why the system does not start, in words for the person at the terminal. Nothing has been harmed when it is thrown. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
  readonly code: StartRefusalCode;

  constructor(code: StartRefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
