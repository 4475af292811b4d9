import type { MapAnswer } from './model.ts'
import type { Palette } from './palette.ts'

export interface LegendEntry {
  mark: 'disc' | 'group' | 'person' | 'hollow' | 'ring' | 'diamond' | 'hexagon' | 'line' | 'italic'
  color: string
  label: string
  sign?: number
  dashed?: boolean
  dotted?: boolean
  width?: number
}

export interface LegendWords {
  t: (key: string) => string
  /** The place says the scores: trails, and dotted rings near a cut-off. */
  scored?: { near: boolean; trails: boolean } | undefined
  /** The place says the rank, and where some moved from. */
  ranked?: { trails: boolean } | undefined
  /** The lines say who converges and who diverges. */
  allied?: boolean
  /** Categories in their order, with the colour's number and the name in the reader's language. */
  categories: readonly { id: string; colour: number; name: string }[]
}

const stances = ['against2', 'against1', 'neutral', 'for1', 'for2'] as const

/** What has to be explained of a map, and nothing that is not on it. */
export function legendOf(map: MapAnswer, p: Palette, coloured: boolean, { t, categories, scored, ranked, allied }: LegendWords): LegendEntry[] {
  const stakeholders = map.nodes.filter((n) => n.type === 'stakeholder')
  const impacts = map.nodes.filter((n) => n.type === 'impact')
  const areas = map.nodes.filter((n) => n.type === 'area')
  const tied = new Set(map.edges.flatMap((e) => [e.source, e.target]))
  const ties = map.edges.filter((e) => e.type === 'tie')
  const when = (there: boolean, ...entries: LegendEntry[]): LegendEntry[] => (there ? entries : [])
  const used = new Set(stakeholders.map((s) => s.categoryId))
  const colours: LegendEntry[] = coloured
    ? [...stances.map((s, i) => ({ mark: 'disc' as const, color: p.scale[i]?.fill ?? p.neutral, label: t(`common.position.${s}`) })), { mark: 'hollow', color: p.ink3, label: t('map.legend.silent') }]
    : [...categories.filter((c) => used.has(c.id)).map((c) => ({ mark: 'disc' as const, color: p.categories[c.colour - 1] ?? p.neutral, label: c.name })), ...when(used.has(null), { mark: 'disc', color: p.uncategorised, label: t('stakeholders.noCategory') })]
  return [
    ...when(stakeholders.length > 0, ...colours),
    ...when(stakeholders.some((s) => s.kind === 'group'), { mark: 'group', color: p.ink2, label: t('map.legend.group') }),
    ...when(stakeholders.some((s) => s.kind === 'person'), { mark: 'person', color: p.ink2, label: t('map.legend.person') }),
    ...when(stakeholders.some((s) => s.status === 'emerging'), { mark: 'ring', color: p.ink2, label: t('map.legend.emerging') }),
    ...when(impacts.some((i) => i.sign > 0), { mark: 'diamond', sign: 1, color: p.agree, label: t('map.legend.benefit') }),
    ...when(impacts.some((i) => i.sign < 0), { mark: 'diamond', sign: -1, color: p.disagree, label: t('map.legend.harm') }),
    ...when(areas.length > 0, { mark: 'hexagon', color: p.ink2, label: t('map.legend.area') }),
    ...when(areas.some((a) => !tied.has(a.id)), { mark: 'hexagon', dashed: true, color: p.ink3, label: t('map.legend.blind') }),
    ...when(ties.some((e) => e.sign > 0), { mark: 'line', color: p.agree, label: t('map.legend.cooperation') }),
    ...when(ties.some((e) => e.sign < 0), { mark: 'line', color: p.disagree, label: t('map.legend.conflict') }),
    ...when(ties.some((e) => e.basis === 'inferred'), { mark: 'line', dashed: true, color: p.ink3, label: t('map.legend.inferred') }),
    ...when(map.edges.some((e) => e.type === 'affected' || e.type === 'affecting'), { mark: 'line', dotted: true, width: 1.5, color: p.ink3, label: t('map.legend.impactLink') }),
    ...when(scored?.near === true, { mark: 'ring', color: p.accent, label: t('map.score.nearCut') }),
    ...when(scored?.trails === true, { mark: 'line', dashed: true, width: 1.5, color: p.ink3, label: t('map.score.trail') }),
    ...when(ranked?.trails === true, { mark: 'line', dashed: true, width: 1.5, color: p.ink3, label: t('map.rings.trail') }),
    ...when(allied === true, { mark: 'line', width: 4, color: p.agree, label: t('map.alliances.convergence') }, { mark: 'line', width: 4, color: p.disagree, label: t('map.alliances.divergence') }),
    ...when(map.nodes.some((n) => n.fictional), { mark: 'italic', color: p.ink2, label: t('common.fictional') }),
  ]
}
