/** The board's dialog over the light page of the inbox: it brings Ant Design along. */
import type { ComponentProps } from 'react';
import { AntShell } from '../../app/ant-shell.tsx';
import { MoveDialog } from '../board/move-dialog.tsx';

export const Move = (props: ComponentProps<typeof MoveDialog>) => (
  <AntShell>
    <MoveDialog {...props} />
  </AntShell>
);
