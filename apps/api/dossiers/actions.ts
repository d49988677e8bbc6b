/** From a request's body to the core's command: whoever is named is looked up with their authorities. */
import type { Authorities } from '#libs/access';
import type { DossierCommand } from '#libs/dossier';
import type { Runtime } from '#libs/runtime';
import type { z } from 'zod';
import { problem } from '../http/problem.ts';
import { readBody } from '../http/validation.ts';
import { actionBodies } from './contract.ts';
import type { Action } from './contract.ts';

type BodyOf<Name extends Action> = z.infer<(typeof actionBodies)[Name]>;

export interface AskedCommand {
  readonly command: DossierCommand;
  readonly toEdition?: number;
}

/** Checks the body against the action's schema. */
export function readAction<Name extends Action>(action: Name, body: unknown): BodyOf<Name> {
  return readBody(actionBodies[action], body) as BodyOf<Name>;
}

export async function commandOf(runtime: Runtime, action: Action, input: unknown): Promise<AskedCommand> {
  switch (action) {
    case 'assign':
    case 'reassign':
    case 'substitute': {
      const { officer, step, reason } = readAction(action, input) as BodyOf<'reassign'>;
      const assignee = await assigneeOf(runtime, officer);
      return {
        command: { type: action, step, assignee, ...(reason !== undefined && { reason }) } as DossierCommand,
      };
    }
    case 'change-edition': {
      const { edition, ...rest } = readAction(action, input);
      return { command: { type: action, ...rest }, toEdition: edition };
    }
    case 'receive':
      // The service completes it with the code, the channel and the secret's hash.
      return opened({
        type: action,
        code: '',
        channel: 'online',
        lookupHash: '',
        ...readAction(action, input),
      });
    case 'request-completion':
      // The command side adds what the dossier has already.
      return opened({
        type: action,
        channel: 'online',
        documents: [],
        lookupHash: '',
        ...readAction(action, input),
      });
    case 'refuse':
      return { command: { type: action, channel: 'online', ...readAction(action, input) } };
    default:
      return { command: { type: action, ...readAction(action, input) } as DossierCommand };
  }
}

const opened = (command: object): AskedCommand => ({ command: command as DossierCommand });

async function assigneeOf(runtime: Runtime, officer: string): Promise<Authorities> {
  const authorities = await runtime.directory.authoritiesFor({ account: '', officer });
  if (authorities) return authorities;
  throw problem(400, 'unknown-officer', 'Không tìm thấy công chức này, hoặc hiện không giữ vị trí nào.', {
    officer,
  });
}
