/** Kinds of difference in words, for what leaves the portal: a table, a nonconformity. */
import type { DifferenceKind } from '#libs/conformance';

export const KIND_WORDS: Readonly<Record<DifferenceKind, string>> = {
  missing: 'Bỏ qua bước',
  order: 'Sai thứ tự hoặc làm lại',
  unfinished: 'Chưa làm khi hồ sơ kết thúc',
  role: 'Vai trò khác làm',
  slow: 'Quá thời gian của bước',
  foreign: 'Không có trong quy trình',
};
