import type { Representativeness } from './store.ts'

export type Reference = 'organisations' | 'people'
export interface ShareRow { key: string; label: string; colour: string; voices: number; reference: number; share: number; referenceShare: number; gap: number }

type Category = Representativeness['categories']['rows'][number]

/** Categories with somebody on the map or a voice, by the greatest share of either; shares are 0 without a voice or a reference. */
export function shareRows(rows: readonly Category[], reference: Reference, of: (categoryId: string | null) => { label: string; colour: string }): ShareRow[] {
  return rows
    .map((row) => {
      const [amount, referenceShare] = reference === 'organisations' ? [row.organisations, row.organisationShare] : [row.people, row.peopleShare]
      return { key: row.categoryId ?? 'none', ...of(row.categoryId), voices: row.voices, reference: amount, share: row.share ?? 0, referenceShare: referenceShare ?? 0, gap: (row.share ?? 0) - (referenceShare ?? 0) }
    })
    .filter((row) => row.voices > 0 || row.reference > 0)
    .toSorted((a, b) => Math.max(b.share, b.referenceShare) - Math.max(a.share, a.referenceShare) || a.label.localeCompare(b.label))
}

/** The greatest share drawn: the end of the scale, in tenths, so that bars of two pictures stay comparable by eye. */
export const scaleEnd = (rows: readonly ShareRow[]): number => Math.max(0.1, Math.ceil(Math.max(0, ...rows.flatMap((row) => [row.share, row.referenceShare])) * 10) / 10)
