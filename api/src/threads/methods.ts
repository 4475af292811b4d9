/** What a thread of its own computes: what may take long, each by its name. None of it touches the database. */
export { mactor } from '../methods/mactor/index.ts'
export { raters } from '../methods/raters/index.ts'
export { editionDocument } from '../editions/document/render.ts'
export { dpiaDocument } from '../dpia/render.ts'
export { minutesDocument } from '../minutes/document/render.ts'
