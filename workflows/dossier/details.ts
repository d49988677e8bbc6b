/** The dossier as an operator reads it in Temporal's own UI: the procedure's steps, who has each, and when it is due. */
import { localOf, type Instant } from '#libs/calendar';
import { asStepTable, roleName, type DossierState, type RowState, type StepRow } from '#libs/dossier';
import type { Edition } from '#libs/procedure';

const WORDS: Readonly<Record<RowState, string>> = {
  early: 'xong trước hạn',
  'on-time': 'xong đúng hạn',
  late: 'quá hạn',
  done: 'xong',
  returned: 'trả lại',
  running: 'đang làm',
  near: 'sắp đến hạn',
  waiting: 'tạm dừng',
  'not-begun': 'chưa tới',
};

/** Markdown. Empty until the dossier is received and its edition is known. */
export function detailsOf(state: DossierState, edition: Edition | null): string {
  if (!('pinned' in state) || !edition) return '';
  const due = state.appointment ? ` · hẹn trả **${clockWords(state.appointment.deadline.dueAt)}**` : '';
  return [
    `**${cell(edition.title)}** (${edition.code}, lần ban hành ${edition.edition}) · ${state.code}${due}`,
    '',
    '| Bước | Nội dung | Người làm | Hạn | Trạng thái |',
    '|---|---|---|---|---|',
    ...asStepTable(state, edition).map(line),
  ].join('\n');
}

function line({ step, run, content, officer, role, dueAt, doneAt, state }: StepRow): string {
  const name = run > 1 ? `${step} (lần ${run})` : step;
  const done = doneAt ? ` ${clockWords(doneAt)}` : '';
  const cells = [
    name,
    content,
    officer ?? roleName(role),
    dueAt ? clockWords(dueAt) : '',
    `${WORDS[state]}${done}`,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** `14:30 24/11/2026` */
function clockWords(at: Instant): string {
  const local = localOf(at);
  return `${local.slice(11, 16)} ${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
