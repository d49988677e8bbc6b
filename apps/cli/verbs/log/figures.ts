/** `dunghan log figures`: what a log says of itself. */
import { LogFold, type LogFigures, type LogOmissions } from '#libs/conformance';
import { readXes } from '#libs/interchange';
import type { VerbIo } from '../../verb.ts';
import { bytesOf } from './source.ts';

export async function foldFigures(file: string, json: boolean, io: VerbIo): Promise<void> {
  const fold = new LogFold();
  for await (const items of readXes(bytesOf(file, io))) for (const item of items) fold.add(item);
  if (json) io.out(JSON.stringify(fold.figures()));
  else print(fold.figures(), io);
  printOmissions(fold.omissions(), io);
}

function print(figures: LogFigures, io: VerbIo): void {
  const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
  io.out(`Hồ sơ: ${number.format(figures.cases)}`);
  io.out(`Sự kiện: ${number.format(figures.events)}`);
  io.out(`Biến thể: ${number.format(figures.variants)}`);
  io.out(`Quá hạn theo sự kiện cuối: ${number.format(figures.lateByDeadline)}`);
  if (figures.lateByEnddate !== undefined && figures.casesWithEnddate !== undefined) {
    const of = number.format(figures.casesWithEnddate);
    io.out(`Quá hạn theo ngày kết thúc: ${number.format(figures.lateByEnddate)} trên ${of}`);
  }
  io.out('');
  io.out('  Số lần   Trung vị (phút)  Hoạt động');
  for (const { name, count, medianMinutesSincePrevious: median } of figures.activities) {
    const minutes = median === null ? '–' : number.format(median);
    io.out(`${number.format(count).padStart(8)}  ${minutes.padStart(16)}  ${name}`);
  }
  io.out('');
  io.out('  Sự kiện  Người thực hiện');
  for (const { name, events } of figures.resources) io.out(`${number.format(events).padStart(9)}  ${name}`);
}

function printOmissions(omissions: LogOmissions, io: VerbIo): void {
  const notes: [number, string][] = [
    [omissions.eventsWithoutActivity, 'events have no concept:name and stand under no activity'],
    [omissions.eventsWithoutResource, 'events have no org:resource and stand under no resource'],
    [omissions.eventsWithoutTimestamp, 'events have no readable time:timestamp'],
    [omissions.casesWithoutDeadline, 'cases have no deadline and are counted as not late'],
    [omissions.unreadableMoments, 'moments are no dates and count as missing'],
  ];
  for (const [count, text] of notes) if (count > 0) io.err(`note: ${count} ${text}`);
}
