/** A difference becomes a nonconformity; the comparison, its figures and the file's hash are added by the server. */
import { useTranslation } from 'react-i18next';
import { comparisonsRaise } from '../../api-client/sdk.gen.ts';
import type { RecordedNonconformity } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { EditDialog } from '../../common/edit-dialog.tsx';
import { FindingFields, MAX_TITLE, type FindingValues } from '../nonconformities/finding-fields.tsx';
import type { Part } from './comparison.tsx';
import type { Difference } from './matrix.tsx';
import { useFindingWords } from './words.ts';

const MAX_TEXT = 3_000;

export interface FollowProps {
  readonly id: string;
  readonly part: Part;
  readonly difference: Difference;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RaiseFinding({ id, part, difference, onClose, onDone }: FollowProps) {
  const { t } = useTranslation();
  const { title, text } = useFindingWords(part, difference);
  return (
    <EditDialog<FindingValues, RecordedNonconformity>
      title={t('comparisons.raise')}
      submit={t('comparisons.raise')}
      initial={{ severity: 'minor', title: title.slice(0, MAX_TITLE), description: text }}
      onClose={onClose}
      onDone={onDone}
      send={async (values, key) => {
        const reply = await call(
          comparisonsRaise({
            path: { id },
            body: { part: part.part, ...difference, ...values },
            headers: { 'Idempotency-Key': key },
          }),
        );
        wrote(reply);
        return reply;
      }}
    >
      <FindingFields most={MAX_TEXT} />
    </EditDialog>
  );
}
