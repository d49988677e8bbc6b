/** Filled forms for tests, with the letters that fonts lack and that lines clip. */
import { instantOf } from '#libs/calendar';
import type { LocalMoment } from '#libs/calendar';
import { formOn } from './circular.ts';
import type { PrintedForm } from './circular.ts';
import { lookupUrl } from './lookup-url.ts';
import type { Head, Layout, Person } from './types.ts';

export const at = (local: string) => instantOf(local as LocalMoment);

export const PERSON: Person = {
  name: 'Đặng Thị Ễ Ương',
  idNumber: '001099012345',
  phone: '0912 345 678',
  email: 'uong.dang@example.vn',
  address: 'Số 12, ngõ 5, phố Nguyễn Hữu Thọ, phường Ỷ La, tỉnh Minh Giang',
};

export const CODE = 'H99.12-260504-0011';
export const SECRET = 'K7M2P9QRT4VWX5YZ';
export const LOOKUP = lookupUrl('https://dichvucong.minhgiang.example', CODE, SECRET);

export function headOf(form: PrintedForm, moment = '2026-05-04T09:05'): Head {
  const inForce = formOn(form, moment.slice(0, 10) as never);
  if (!inForce) throw new Error(`no ${form} on ${moment}`);
  return {
    form: inForce,
    parent: 'Ủy ban nhân dân tỉnh Minh Giang',
    agency: 'Sở Khoa học và Công nghệ',
    unit: 'Bộ phận Tiếp nhận và Trả kết quả',
    place: 'Minh Giang',
    at: at(moment),
  };
}

export const about = (form: PrintedForm, moment?: string) => ({
  head: headOf(form, moment),
  person: PERSON,
  request: 'Cấp giấy chứng nhận đăng ký hoạt động thử nghiệm đối với lĩnh vực quản lý nhà nước được phân cấp',
  code: CODE,
});

/** All the words of a layout, in its order. */
export function wordsOf(layout: Layout): string {
  const words: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node === 'string') words.push(node);
    else if (Array.isArray(node)) for (const child of node as unknown[]) walk(child);
    else if (node !== null && typeof node === 'object') {
      for (const key of ['text', 'stack', 'columns', 'ol', 'table', 'body', 'qr']) {
        walk((node as Record<string, unknown>)[key]);
      }
    }
  };
  walk(layout.content);
  return words.join(' ');
}
