/** The head of a printed sheet: the agency, the one above it, the one-stop unit, the locality. */
import type { Instant } from '#libs/calendar';
import type { Head } from '#libs/documents';
import type { Agency, OrganisationSnapshot } from '#libs/organisation';
import { UNITS } from '#libs/procedure';

/** `Ủy ban nhân dân tỉnh Minh Giang` sits in Minh Giang. */
const LOCALITY = /^Ủy ban nhân dân (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) (.+)$/iu;

export function headOf(
  snapshot: OrganisationSnapshot,
  about: {
    readonly form: Head['form'];
    readonly agency: string;
    readonly unit?: string | undefined;
    readonly at: Instant;
  },
): Head {
  const { form, at } = about;
  const line = lineage(snapshot, about.agency);
  const [self, above] = line;
  const unit = snapshot.units.find(({ id }) => id === about.unit);
  return {
    form,
    at,
    agency: self?.name ?? about.agency,
    ...(above && { parent: above.name }),
    unit: unit?.name ?? UNITS['one-stop'],
    place: line.flatMap(({ name }) => LOCALITY.exec(name)?.[1] ?? [])[0] ?? '……………',
  };
}

/** The agency and those above it. */
function lineage({ agencies }: OrganisationSnapshot, from: string): readonly Agency[] {
  const line: Agency[] = [];
  for (let id: string | null = from; id !== null;) {
    const agency: Agency | undefined = agencies.find((one) => one.id === id);
    if (!agency || line.includes(agency)) break;
    line.push(agency);
    id = agency.parent;
  }
  return line;
}
