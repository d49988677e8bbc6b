/** Where the records of each kind have their pages. */
import type { QualityListData } from '../api-client/types.gen.ts';

export const KIND_PATHS: Readonly<Record<QualityListData['query']['kind'], string>> = {
  document: '/chat-luong/tai-lieu',
  archive: '/chat-luong/ho-so-luu',
  'change-request': '/chat-luong/yeu-cau-thay-doi',
  'law-change': '/chat-luong/thay-doi-phap-luat',
  objective: '/chat-luong/muc-tieu',
  risk: '/chat-luong/rui-ro',
  'audit-programme': '/chat-luong/chuong-trinh-danh-gia',
  audit: '/chat-luong/danh-gia-noi-bo',
  review: '/chat-luong/xem-xet-lanh-dao',
  training: '/chat-luong/dao-tao',
};
