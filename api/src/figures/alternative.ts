import type { BlockBody } from './content.ts'

type Chart = Extract<BlockBody, { type: 'chart' }>
type Map = Extract<BlockBody, { type: 'map' }>

/** A chart in words, from the values that it shows: nothing that is withheld can be read here. */
export function chartWords({ series, categories }: Pick<Chart, 'series' | 'categories'>): string {
  const said = (category: Chart['categories'][number]): string =>
    series.length === 1 ? `${category.label} : ${category.values[0]?.text ?? ''}` : `${category.label} : ${series.map((one, i) => `${one.label} ${category.values[i]?.text ?? ''}`).join(', ')}`
  return categories.map(said).join(' ; ')
}

export const mapWords = (label: string, legend: Map['legend']): string => `${label}. ${legend.map((group) => (group.count === null ? group.label : `${group.label} : ${group.count}`)).join(' ; ')}.`
