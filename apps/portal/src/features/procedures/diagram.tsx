/** The steps as a diagram: a row a step, an arrow for each way on. The table says the same to whoever can't see it. */
import { useTranslation } from 'react-i18next';
import type { EditionContent, ProcedureStep } from '../../api-client/types.gen.ts';
import { groupBy } from '../../common/arrays.ts';

const WIDTH = 760;
const BOX = { x: 150, width: 380, height: 64 } as const;
const PITCH = 104;
const LANE = 22;
const LETTERS_A_LINE = 48;

interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

export function Diagram({ edition }: { readonly edition: EditionContent }) {
  const { t } = useTranslation();
  const { steps } = edition;
  const place = new Map(steps.map((step, index) => [step.no, index]));
  const forward = arrowsOf(steps, place, (step) =>
    step.transitions.flatMap(({ to, label }) =>
      to.map((no) => [no, step.transitions.length > 1 ? label : ''] as const),
    ),
  );
  const back = arrowsOf(steps, place, (step) => step.returnsTo.map((no) => [no, ''] as const));
  const height = steps.length * PITCH;
  return (
    <div className="panel table-scroll" role="group" aria-label={t('procedures.diagramLabel')} tabIndex={0}>
      <svg
        width={WIDTH}
        height={height}
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={t('procedures.diagramLabel')}
      >
        <defs>
          <marker
            id="head"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto-start-reverse"
          >
            <path d="M0 0 8 4 0 8Z" fill="#4A5565" />
          </marker>
        </defs>
        {merged(forward).map((arrow) => (
          <Forward key={`${arrow.from} ${arrow.to}`} {...arrow} />
        ))}
        {back.map((arrow, lane) => (
          <Back key={`${arrow.from} ${arrow.to}`} {...arrow} lane={lane % 5} />
        ))}
        {steps.map((step, index) => (
          <Box key={step.no} step={step} index={index} />
        ))}
      </svg>
    </div>
  );
}

function arrowsOf(
  steps: readonly ProcedureStep[],
  place: ReadonlyMap<string, number>,
  waysOf: (step: ProcedureStep) => readonly (readonly [string, string])[],
): Arrow[] {
  return steps.flatMap((step, from) =>
    waysOf(step).flatMap(([no, label]) => {
      const to = place.get(no);
      return to === undefined ? [] : [{ from, to, label }];
    }),
  );
}

/** Two outcomes that lead to the same step share one arrow. */
const merged = (arrows: readonly Arrow[]): Arrow[] =>
  [...groupBy(arrows, ({ from, to }) => `${from} ${to}`).values()].map((same) => ({
    ...same[0]!,
    label: same
      .map(({ label }) => label)
      .filter((label) => label !== '')
      .join(' / '),
  }));

const middle = BOX.x + BOX.width / 2;
const top = (index: number): number => index * PITCH + 8;

function Forward({ from, to, label }: Arrow) {
  const begin = top(from) + BOX.height;
  const end = top(to) - 2;
  const beside = to !== from + 1;
  const x = BOX.x + BOX.width + 24 + ((from * 7) % 5) * LANE;
  const path = beside
    ? `M${BOX.x + BOX.width} ${top(from) + BOX.height / 2 + 8}H${x}V${top(to) + BOX.height / 2 - 8}H${BOX.x + BOX.width + 2}`
    : `M${middle} ${begin}V${end}`;
  return (
    <>
      <path d={path} fill="none" stroke="#4A5565" strokeWidth="1.5" markerEnd="url(#head)" />
      {label && (
        <text
          x={beside ? x + 4 : middle + 8}
          y={beside ? (top(from) + top(to) + BOX.height) / 2 : begin + 24}
          fontSize="13"
          fill="#1B2430"
        >
          {label}
        </text>
      )}
    </>
  );
}

function Back({ from, to, lane }: Arrow & { readonly lane: number }) {
  const x = BOX.x - 24 - lane * LANE;
  const path = `M${BOX.x} ${top(from) + BOX.height / 2 - 6}H${x}V${top(to) + BOX.height / 2 + 6}H${BOX.x - 2}`;
  return (
    <path
      d={path}
      fill="none"
      stroke="#7A4B00"
      strokeWidth="1.5"
      strokeDasharray="5 4"
      markerEnd="url(#head)"
    />
  );
}

function Box({ step, index }: { readonly step: ProcedureStep; readonly index: number }) {
  const { t, i18n } = useTranslation();
  const role = i18n.exists(`role.${step.role}`) ? t(`role.${step.role as 'clerk'}`) : step.role;
  const words = `${step.no} ${step.content}`;
  const short = words.length > LETTERS_A_LINE ? `${words.slice(0, LETTERS_A_LINE - 1)}…` : words;
  return (
    <g>
      <title>{words}</title>
      <rect
        x={BOX.x}
        y={top(index)}
        width={BOX.width}
        height={BOX.height}
        rx="4"
        fill="#fff"
        stroke="#0B4F7D"
        strokeWidth={step.kind === 'officer' ? 1.5 : 1}
        strokeDasharray={step.kind === 'officer' ? undefined : '4 3'}
      />
      <text x={BOX.x + 12} y={top(index) + 26} fontSize="14" fontWeight="600" fill="#1B2430">
        {short}
      </text>
      <text x={BOX.x + 12} y={top(index) + 48} fontSize="13" fill="#4A5565">
        {role}, {step.time}
      </text>
    </g>
  );
}
