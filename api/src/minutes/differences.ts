import type { MinutesContent } from './content.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
interface Piece { section: keyof MinutesContent; of: string[]; field: string; text: string }

export interface Difference { section: Exclude<keyof MinutesContent, 'model'>; of: string[]; field: string; before: string | null; after: string | null }

/** What names an element of a list, so that it is found again in another version wherever it stands. */
const NAMES = ['title', 'holder', 'name', 'organisation', 'reference'] as const
/** What no reader would call a change: identifiers, numbers that follow from the order, the second language of a label. */
const SILENT = new Set(['id', 'itemId', 'rank', 'number', 'model', 'en'])

/** What changed from one content to another, piece by piece, in the order of the document. */
export function differencesOf(before: MinutesContent, after: MinutesContent): Difference[] {
  const [old, now] = [piecesOf(before), piecesOf(after)]
  const keys = [...new Set([...now.keys(), ...old.keys()])]
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)]
    const piece = is ?? was
    if (!piece || piece.section === 'model' || was?.text === is?.text) return []
    return [{ section: piece.section, of: piece.of, field: piece.field, before: was?.text ?? null, after: is?.text ?? null }]
  })
}

function piecesOf(content: MinutesContent): Map<string, Piece> {
  const pieces = new Map<string, Piece>()
  const add = (section: keyof MinutesContent, of: string[], field: string, text: string) => pieces.set(JSON.stringify([section, of, field]), { section, of, field, text })
  for (const section of Object.keys(content) as (keyof MinutesContent)[]) walk(content[section] as Json, [], '', (of, field, text) => add(section, of, field, text))
  return pieces
}

function walk(value: Json, of: string[], field: string, found: (of: string[], field: string, text: string) => void): void {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object')) found(of, field, value.join(', '))
    else value.forEach((item: Json, i) => walk(item, [...of, nameOf(item, i)], field, found))
  } else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) if (!SILENT.has(key)) walk(inner as Json, of, field && key !== 'fr' ? `${field}.${key}` : field || key, found)
  } else if (value !== null && value !== '') found(of, field, String(value))
}

function nameOf(item: Json, i: number): string {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return String(i + 1)
  const fields = item as { readonly [key: string]: Json }
  const key = NAMES.find((name) => typeof fields[name] === 'string')
  return key ? String(fields[key]) : String(i + 1)
}
