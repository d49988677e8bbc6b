/**
 * What the pages of every kind of record of the quality system share. A kind writes one `KindPages` (kind.ts) and two
 * components:
 *
 *     export const RisksPage = () => <KindList of={RISKS} />;
 *     export const RiskPage = () => <KindRecord of={RISKS} />;
 *
 * their two routes (app/routes/quality.ts, with `listSearch` and `recordSearch`), a line in the menu
 * (app/navigation.ts, group `quality`), and its words in i18n/{vi,en}/quality-<kind>.ts, spread into the dictionaries
 * under the name `quality-<kind>`:
 *
 *     title, intro, empty, add         the list, and the button that opens a record
 *     open.<type>                      the head of the form that opens one by that command
 *     status.<state>, explain.<state>  the tag, and the line under the list's tab
 *     column.<key>                     own columns of the list
 *     action.<type>                    the name of a command: menu, button, notice
 *     field.<name>, field.<name>Hint   of a form
 *     part.<key>                       own tabs of the record's page
 *     duty.<what>                      of the duty `<kind>.<what>`
 *     event.<Type>                     of the history
 *
 * A form is a list of fields; what is typed becomes the command `{ type, ...fields }` as it stands, dates as 2026-01-31
 * and fields left empty absent, unless the form says otherwise (`command`). Forms show for what the server allows and
 * for nothing else; sent again after a cut line they have their effect once.
 */
export { KindList } from './list.tsx';
export { KindRecord } from './record.tsx';
export { AgencyFilter } from './agency-filter.tsx';
export { everyRecord, QUALITY, useRecord } from './data.ts';
export { DutyTag, StateTag } from './tags.tsx';
export { Part, RecordFile, RecordTable } from './pieces.tsx';
export { FOR_A_YEAR, NOTE, OWNER, REASON, resultOf } from './usual.ts';
export { useKindWords } from './kind.ts';
export type { ActionForm, Field, Kind, KindPages, RecordOf, RowOf, Tone, Values, Words } from './kind.ts';
