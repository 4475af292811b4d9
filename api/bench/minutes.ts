import type { MinutesContent, MinutesPoint } from '../src/minutes/content.ts'
import { minutesDocument } from '../src/minutes/document/render.ts'
import { createDb, schema } from '@convergence/db'
import { and, eq } from 'drizzle-orm'

const HOLDERS = 25
const POINTS = 12

/** Time to draw minutes of 25 holders × 12 points, each with its words, in milliseconds; the promise is 3 s for either. */
export async function benchMinutes(database: string): Promise<{ pdfMs: number; docxMs: number }> {
  const open = await createDb(database)
  const [version] = await open.db.select().from(schema.minutesVersions).where(and(eq(schema.minutesVersions.status, 'circulated'), eq(schema.minutesVersions.number, 1))).limit(1)
  await open.close()
  if (!version) throw new Error('the demonstration has no minutes')
  const content = widened(version.content as MinutesContent)
  const time = async (format: 'pdf' | 'docx'): Promise<number> => {
    const from = performance.now()
    await minutesDocument({ content, format, language: 'fr', madeAt: version.createdAt, mark: { status: 'circulated', preview: false, number: 1, sha256: version.sha256 } })
    return performance.now() - from
  }
  return { pdfMs: await time('pdf'), docxMs: await time('docx') }
}

/** The first points with as many holders as the bar names, every one of them with a reason and a reservation. */
function widened(content: MinutesContent): MinutesContent {
  const points = content.points.slice(0, POINTS).map((point): MinutesPoint => {
    const held = point.positions.by === 'holder' ? point.positions.rows : []
    const rows = Array.from({ length: HOLDERS }, (_, i) => held[i % held.length]).flatMap((row, i) => (row ? [{ ...row, holder: `Organisation ${i + 1}`, reason: 'Un motif de la longueur habituelle, en une ou deux phrases dites en séance et relues.', reservation: 'Une réserve.' }] : []))
    return { ...point, positions: { by: 'holder', rows } }
  })
  return { ...content, points }
}
