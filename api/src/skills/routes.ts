import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { dayIn } from '../positions/rules.ts'
import { countCoverage, listCoveragePeople } from './coverage.ts'
import { listPeople, listSkillNames } from './queries.ts'
import { CoveragePersonPage, CoveragePersonQuery, CoverageQuery, SkillCoverage, SkillNames, SkillPage, SkillQuery } from './schemas.ts'
import { DayQuery } from '../bodies/schemas.parts.ts'

const tag = 'trainings'
const today = (): string => dayIn(new Date())

/** What people are trained for, and until when. */
export async function skillsRoutes(app: App): Promise<void> {
  app.get('/skills', operation({ id: 'listSkills', tag, summary: 'People and the skills that they hold, with their last day', description: 'Accounts, and persons of the map who speak for somebody or were trained.', access: may.readSkills, query: SkillQuery, response: { 200: SkillPage }, example: { query: { state: 'lapsing', limit: '20' } } }), async (request, reply) =>
    pageFrom(await listPeople(app.db, request.query, request.reach, request.query.on ?? today(), app.config.secret), request.query, request, reply))

  app.get('/skills/names', operation({ id: 'listSkillNames', tag, summary: 'Every skill, whom it is for, and how many hold it', access: may.readDialogue, query: DayQuery, response: { 200: SkillNames }, example: {} }), async (request) =>
    ({ items: await listSkillNames(app.db, request.reach, request.query.on ?? today()), nextCursor: null }))

  app.get('/skills/coverage', operation({ id: 'getSkillCoverage', tag, summary: 'How many facilitators, relays and elected members are trained, in all and by perimeter', access: may.readDialogue, query: CoverageQuery, response: { 200: SkillCoverage }, example: {} }), async (request) => {
    const day = request.query.on ?? today()
    return { day, items: await countCoverage(app.db, { reach: request.reach, perimeterId: request.query.perimeterId, day }), nextCursor: null }
  })

  app.get('/skills/coverage/rows', operation({ id: 'listSkillCoverageRows', tag, summary: 'The people whom a figure of the coverage counts', access: may.readSkills, query: CoveragePersonQuery, response: { 200: CoveragePersonPage }, example: { query: { audience: 'facilitators', limit: '20' } } }), async (request, reply) =>
    pageFrom(await listCoveragePeople(app.db, request.query, { reach: request.reach, perimeterId: request.query.perimeterId, day: request.query.on ?? today() }, app.config.secret), request.query, request, reply))
}
