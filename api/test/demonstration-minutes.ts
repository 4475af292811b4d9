import { readFile, writeFile } from 'node:fs/promises'
import { type Db, demoId, referenceFolder } from '@convergence/db'
import type { MinutesFile, MinutesVersionsFile } from '@convergence/db/seed'
import { hashOf } from '../src/minutes/canonical.ts'
import { composeMinutes } from '../src/minutes/compose.ts'
import { loadRecords } from '../src/minutes/records.ts'

const folder = `${referenceFolder}/demonstration`
const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(`${folder}/${name}`, 'utf8')) as T

export const readMinutesVersions = (): Promise<MinutesVersionsFile> => read('minutes-versions.json')

/** Freezes the minutes of the demonstration anew from its records. */
export async function freezeAnew(db: Db): Promise<MinutesVersionsFile> {
  const { minutes } = await read<MinutesFile>('minutes.json')
  const versions: MinutesVersionsFile['versions'] = []
  for (const entry of minutes) {
    for (const { number, status, text, on } of entry.versions) {
      const records = await loadRecords(db, demoId('session', entry.session), '')
      const results = { ...entry.results, ...text?.results }
      const agenda = records.agenda.map((item) => ({ ...item, result: results[item.rank] ?? '' }))
      const approval = status === 'approved' && entry.approvedOn ? { by: entry.approvedBy ?? '', on: entry.approvedOn } : null
      // What was decided later was not known then.
      const outcomes = records.outcomes.filter((row) => row.decidedOn <= on)
      const content = composeMinutes({ ...records, agenda, outcomes }, { introduction: text?.introduction ?? entry.introduction, conclusion: text?.conclusion ?? entry.conclusion, detail: 'by_holder', approval })
      versions.push({ session: entry.session, number, sha256: hashOf(content), content: { ...content } })
    }
  }
  return { versions }
}

/** Writes the file, one line per version. */
export const writeMinutesVersions = ({ versions }: MinutesVersionsFile): Promise<void> =>
  writeFile(`${folder}/minutes-versions.json`, `{\n  "versions": [\n${versions.map((version) => `    ${JSON.stringify(version)}`).join(',\n')}\n  ]\n}\n`)
