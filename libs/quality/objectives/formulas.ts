/** Formulas that objectives are commonly measured by; any other over the same metrics may be written. */
import type { ObjectivePlan } from './types.ts';

export const COMMON_FORMULAS: readonly (Pick<ObjectivePlan, 'formula' | 'unit' | 'direction'> & {
  readonly title: string;
})[] = [
  {
    title: 'Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn',
    formula: '100 * dossiers_on_time / dossiers_done',
    unit: '%',
    direction: 'at-least',
  },
  {
    title: 'Tỷ lệ hồ sơ giải quyết trước hạn',
    formula: '100 * dossiers_early / dossiers_done',
    unit: '%',
    direction: 'at-least',
  },
  {
    title: 'Tỷ lệ bước đúng thời hạn',
    formula: '100 * steps_on_time / steps_done',
    unit: '%',
    direction: 'at-least',
  },
  {
    title: 'Tỷ lệ hồ sơ bị yêu cầu bổ sung hơn một lần',
    formula: '100 * dossiers_supplemented_again / dossiers_received',
    unit: '%',
    direction: 'at-most',
  },
  {
    title: 'Tỷ lệ hồ sơ đúng trình tự, đúng thẩm quyền',
    formula: '100 * dossiers_conforming / dossiers_processed',
    unit: '%',
    direction: 'at-least',
  },
  {
    title: 'Tỷ lệ phiếu khảo sát hài lòng',
    formula: '100 * survey_answers_satisfied / survey_answers',
    unit: '%',
    direction: 'at-least',
  },
  {
    title: 'Tỷ lệ thủ tục hành chính có quy trình ISO còn hiệu lực',
    formula: '100 * tthc_with_procedure / tthc_announced',
    unit: '%',
    direction: 'at-least',
  },
  { title: 'Số hồ sơ quá hạn', formula: 'dossiers_late', unit: 'hồ sơ', direction: 'at-most' },
];
