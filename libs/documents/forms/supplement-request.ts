import { contactOf, field, nameOf, numbered, paragraph, sheet, signers, unitAbbreviation } from '../sheet.ts';
import type { Layout, SupplementSheet } from '../types.ts';
import { orBlank } from '../words.ts';

/** Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. */
export function supplementSheet(data: SupplementSheet): Layout {
  const { head, person, contact } = data;
  return sheet(
    head,
    [
      field('Hồ sơ của', nameOf(person)),
      ...(data.code === null ? [] : [field('Mã hồ sơ', data.code)]),
      field('Nội dung yêu cầu giải quyết', data.request),
      ...contactOf(person),
      paragraph('Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:'),
      numbered(data.items),
      field('Lý do', data.reason),
      paragraph(
        `Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với ${contact.name}, ` +
          `số điện thoại ${orBlank(contact.phone)} để được hướng dẫn./.`,
      ),
      signers({ title: 'NGƯỜI HƯỚNG DẪN', name: data.guide }),
    ],
    { number: `PBS-${unitAbbreviation(head)}` },
  );
}
