import type { Db } from '@convergence/db'
import type { Reach } from '../../plugins/access.ts'
import { changeOf, comparisonOf, keyOf, moves } from '../comparison.ts'
import { outward } from '../compose.ts'
import type { EditionContent } from '../content.ts'
import { allFigures } from '../figures-of.ts'
import { type EditionRow, findEdition } from '../queries.ts'
import { isLocked } from '../rules.ts'
import { frozenContent } from '../view.ts'
import type { BeforeFigure } from './context.ts'

/**
 * What each figure was in the edition before. The document of a frozen edition is the same today and tomorrow: it says only what a frozen edition printed; what
 * leaves the organisation says only what that edition published, small cells withheld. A draft is compared with the records as well.
 */
export async function beforeOf(db: Db, edition: EditionRow, content: EditionContent, { reach, organisation }: { reach: Reach; organisation: string }): Promise<BeforeFigure[]> {
  const outside = content.audience === 'outside'
  if (!outside && !isLocked(edition.status)) return (await comparisonOf(db, edition, reach, organisation)).items.flatMap(({ before, ...item }) => (before && before.value !== null ? [{ ...item, value: before.value, text: before.text }] : []))
  const previous = edition.previousId ? await findEdition(db, edition.previousId, 'all') : null
  if (!previous || !isLocked(previous.status) || (outside && previous.status !== 'published')) return []
  const kept = await frozenContent(db, previous)
  return printedBefore(content, outside ? outward({ ...kept, minimumCell: Math.max(kept.minimumCell, content.minimumCell) }) : kept)
}

/** The figures of an edition that the one before printed too; neither side withheld. Pure. */
export function printedBefore(content: EditionContent, previous: EditionContent): BeforeFigure[] {
  const printed = new Map(allFigures(previous).map(({ figure }) => [keyOf(figure.query), figure]))
  return allFigures(content).flatMap(({ blockId, part, figure }) => {
    const before = moves(figure.query) ? printed.get(keyOf(figure.query)) : undefined
    if (!before || before.withheld || figure.withheld || before.value === null) return []
    return [{ blockId, part, value: before.value, text: before.text, ...changeOf(before.value, figure.value, figure.unit, content.heading.language) }]
  })
}
