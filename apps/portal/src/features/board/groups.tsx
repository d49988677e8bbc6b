/** The groups of the board, each with its counts; choosing one shows its rows alone. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LateBoard } from '../../api-client/types.gen.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';

const COUNTS = ['late', 'near', 'soon', 'paused', 'open'] as const;

export function Groups(props: {
  readonly board: LateBoard;
  readonly by: 'unit' | 'officer' | 'procedure' | 'step';
  readonly chosen: string | undefined;
  readonly onChoose: (key: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { board, by, chosen, onChoose } = props;
  return (
    <div className="stack" style={{ gap: 8 }}>
      <HeadedTable
        label={t(`board.by.${by}`)}
        heads={[t(`board.by.${by}`), ...COUNTS.map((count) => num(t(`column.${count}`)))]}
      >
        {board.groups.map((group) => (
          <tr key={group.key} style={group.key === chosen ? { background: '#D9E9F5' } : undefined}>
            <th scope="row">
              <button
                type="button"
                className="link"
                aria-pressed={group.key === chosen}
                onClick={() => onChoose(group.key === chosen ? undefined : group.key)}
              >
                {group.name}
              </button>
            </th>
            {COUNTS.map((count) => (
              <td key={count} className="num">
                {count === 'late' && group.late > 0 ? (
                  <span className="han han-late">{group.late}</span>
                ) : count === 'near' && group.near > 0 ? (
                  <span className="han han-near">{group.near}</span>
                ) : (
                  group[count]
                )}
              </td>
            ))}
          </tr>
        ))}
      </HeadedTable>
      {chosen !== undefined && (
        <div>
          <Button onClick={() => onChoose(undefined)}>{t('board.showAll')}</Button>
        </div>
      )}
    </div>
  );
}
