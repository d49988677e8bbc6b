/** `dunghan login USER` and `logout`: the session that other verbs use, kept in the data folder. */
import { DONE, MISUSED, REFUSED } from '../asking.ts';
import { ApiRefusal, endSession, saveSession } from '../client.ts';
import { askPassword } from '../password.ts';
import type { Verb } from '../verb.ts';

export const loginVerb: Verb = {
  name: 'login',
  summary: 'open a session for the verbs that ask the API (DUNGHAN_PASSWORD, or it is asked for)',
  async run([username, ...rest], io) {
    if (username === undefined || username.startsWith('-') || rest.length > 0) {
      io.err('usage: dunghan login USER');
      return MISUSED;
    }
    try {
      io.err(`Xin chào ${await saveSession(username, await askPassword(username, io))}.`);
      return DONE;
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      io.err(`${error.message} [${error.code}]`);
      return REFUSED;
    }
  },
};

export const logoutVerb: Verb = {
  name: 'logout',
  summary: 'end that session',
  async run(_args, io) {
    io.err((await endSession()) ? 'Đã đăng xuất.' : 'Chưa đăng nhập.');
    return DONE;
  },
};
