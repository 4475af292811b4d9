import { degreesOf } from './elements.ts'
import type { MapAnswer, MapNode } from './model.ts'

export interface NodeRow {
  id: string
  kind: MapNode['type']
  label: string
  type: string
  category: string
  color: string | undefined
  status: string
  ties: number
  reference: string
  fictional: boolean
}
export interface TieRow {
  id: string
  from: string
  to: string
  type: string
  strength: string
  sign: string
  basis: string
  period: string
}

/** What the tables say in the reader's language. */
export interface TableWords {
  t: (key: string) => string
  imprecise: (date: string) => string
  category: (id: string) => { name: string; color: string } | undefined
  tieType: (id: string) => string
}

/** One row per node, in the order of the answer. */
export function nodeRows(map: MapAnswer, words: TableWords): NodeRow[] {
  const degrees = degreesOf(map.edges)
  return map.nodes.map((n) => {
    const base = { id: n.id, kind: n.type, label: n.label, ties: degrees.get(n.id) ?? 0, fictional: n.fictional, category: '', color: undefined, status: '', reference: '' }
    if (n.type === 'area') return { ...base, type: words.t('map.type.area'), category: n.subjectLabel, reference: n.code }
    if (n.type === 'impact') return { ...base, type: words.t(n.sign > 0 ? 'map.type.benefit' : 'map.type.harm'), status: words.t(`map.actuality.${n.actuality}`), reference: n.reference }
    const category = n.categoryId === null ? undefined : words.category(n.categoryId)
    return { ...base, type: words.t(`stakeholders.kind.${n.kind}`), category: category?.name ?? '', color: category?.color, status: words.t(`stakeholders.status.${n.status}`), reference: n.reference }
  })
}

/** One row per tie, its ends by name. */
export function tieRows(map: MapAnswer, words: TableWords): TieRow[] {
  const names = new Map(map.nodes.map((n) => [n.id, n.label]))
  return map.edges.flatMap((e) => {
    if (e.type !== 'tie') return []
    const start = e.startOn === null ? '' : words.imprecise(e.startOn)
    const end = e.endOn === null ? '' : words.imprecise(e.endOn)
    return [{ id: e.id, from: names.get(e.source) ?? '', to: names.get(e.target) ?? '', type: words.tieType(e.typeId), strength: words.t(`map.tie.strengths.${e.strength}`), sign: words.t(`map.tie.sign.${e.sign > 0 ? 'plus' : e.sign < 0 ? 'minus' : 'none'}`), basis: words.t(`map.tie.basis.${e.basis}`), period: start || end ? `${start || '…'} – ${end || '…'}` : '' }]
  })
}
