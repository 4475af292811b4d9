import { commonErrors } from '../errors.ts'

/** Which of JSON and CSV an Accept header likes best; JSON when it likes both as much. Throws `not-acceptable` when it takes neither. */
export function formatOf(accept: string | undefined): 'json' | 'csv' {
  if (accept === undefined || accept.trim() === '') return 'json'
  const ranges = accept.split(',').map(readRange)
  const json = qualityOf(ranges, 'application/json')
  const csv = qualityOf(ranges, 'text/csv')
  if (json === 0 && csv === 0) throw commonErrors['not-acceptable']()
  return csv > json ? 'csv' : 'json'
}

interface Range { type: string; quality: number }

function readRange(part: string): Range {
  const [type = '', ...params] = part.trim().toLowerCase().split(';').map((p) => p.trim())
  const q = params.find((p) => p.startsWith('q='))
  const quality = q === undefined ? 1 : Number(q.slice(2))
  return { type, quality: Number.isFinite(quality) ? quality : 0 }
}

/** The most precise range that covers the type decides. */
function qualityOf(ranges: readonly Range[], type: string): number {
  const wanted = [type, `${type.split('/')[0]}/*`, '*/*']
  for (const name of wanted) {
    const range = ranges.find((r) => r.type === name)
    if (range) return range.quality
  }
  return 0
}
