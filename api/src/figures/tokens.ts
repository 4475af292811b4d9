import type { FigureQuery } from './content.ts'
import { figureKinds } from './catalogue.ts'

/** A figure within a text: `{{measure:sessions_held}}` or `{{indicator?indicatorId=…}}`. */
const TOKEN = /\{\{([a-z][a-z0-9_:-]{0,79})(?:\?([^{}]{0,400}))?\}\}/g

export type Piece = { words: string } | { query: FigureQuery }

function queryOf(figure: string, given: string | undefined): FigureQuery {
  const numbers = new Set(figureKinds.get(figure)?.params.filter((spec) => spec.kind === 'number').map((spec) => spec.name))
  const params = Object.fromEntries([...new URLSearchParams(given ?? '')].map(([name, value]) => [name, numbers.has(name) && value !== '' ? Number(value) : value]))
  return { figure, params }
}

/** A line cut into words and figures. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = []
  let last = 0
  for (const match of line.matchAll(TOKEN)) {
    if (match.index > last) pieces.push({ words: line.slice(last, match.index) })
    pieces.push({ query: queryOf(match[1] ?? '', match[2]) })
    last = match.index + match[0].length
  }
  if (last < line.length) pieces.push({ words: line.slice(last) })
  return pieces
}

export interface Line { style: 'paragraph' | 'bullet'; pieces: Piece[] }

/** A text as paragraphs, one per line; a line that begins with "- " is an item of a list. */
export const linesOf = (text: string): Line[] =>
  text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => (line.startsWith('- ') ? { style: 'bullet' as const, pieces: piecesOf(line.slice(2)) } : { style: 'paragraph' as const, pieces: piecesOf(line) }))

/** The figures of a text, in order: their place is the name of their part. */
export const queriesIn = (text: string): FigureQuery[] => linesOf(text).flatMap((line) => line.pieces.flatMap((piece) => ('query' in piece ? [piece.query] : [])))
