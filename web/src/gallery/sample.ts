import type { DistributionCounts } from '../ui/distribution.ts'

// Made-up rows, for looking at the kit only; never part of the product.
export interface SampleRow {
  id: string
  number: string
  name: string
  category: number
  side: string
  headcount: number | null
  updated: string
}

const names = ['Fédération des usagers de santé', 'Délégués de Bretagne', 'Conseil national des infirmiers', 'Syndicat des personnels', 'Agence régionale de santé', 'Association des aidants', 'Éditeur de logiciels médicaux', 'Observatoire des inégalités', 'Commune de Quimper', 'Réseau des pharmacies mutualistes']

export const sampleRows = (count: number): SampleRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `row-${index}`,
    number: `2026-${String(index + 1).padStart(5, '0')}`,
    name: `${names[index % names.length] ?? ''}${index >= names.length ? ` ${Math.floor(index / names.length) + 1}` : ''}`,
    category: (index * 5) % 14,
    side: index % 3 === 0 ? 'interne' : 'externe',
    headcount: index % 4 === 3 ? null : ((index * 7919) % 98_000) + 12,
    updated: `2026-${String((index % 11) + 1).padStart(2, '0')}-${String((index % 27) + 1).padStart(2, '0')}`,
  }))

const of = (against2: number, against1: number, neutral: number, for1: number, for2: number, abstained = 0, unknown = 0): DistributionCounts => ({ against2, against1, neutral, for1, for2, abstained, unknown })

export const sampleCounts = [of(1, 2, 3, 6, 8, 1, 2), of(7, 2, 1, 2, 7, 2, 0), of(0, 0, 1, 4, 12, 0, 3), of(5, 6, 4, 1, 0, 0, 0), of(0, 0, 0, 0, 0, 0, 9), of(0, 0, 0, 0, 0)]

export const sampleOptions = names.map((label, index) => ({ value: String(index), label, hint: `2026-0000${index}`, color: `var(--category-${index + 1})` }))
