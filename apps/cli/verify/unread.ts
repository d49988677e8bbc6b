/** What an option named can't be read: nothing is verified then, for it would look as if it agreed. */
export class Unread extends Error {
  constructor(option: string, message: string) {
    super(`${option}: ${message}`);
  }
}
