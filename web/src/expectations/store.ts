import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import { useSheetRefresh } from '../stakeholders/sheetStore.ts'

export type Expectation = components['schemas']['Expectation']
export type ExpectationCreate = components['schemas']['ExpectationCreateInput']
export type ExpectationPatch = components['schemas']['ExpectationPatchInput']

/** Writes of expectations; the sheets that show them follow. */
export function useExpectationWrites() {
  const refresh = useSheetRefresh()
  const path = (id: string) => ({ path: { id } })
  const followed = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await refresh()
    return done
  }
  return {
    create: (body: ExpectationCreate): Promise<Expectation> => followed(unwrap(api.POST('/api/v1/expectations', { body }))),
    patch: (id: string, version: number, body: ExpectationPatch): Promise<Expectation> => followed(unwrap(api.PATCH('/api/v1/expectations/{id}', { params: path(id), headers: ifMatch(`"${version}"`), body }))),
    remove: (id: string, version: number): Promise<unknown> => followed(unwrap(api.DELETE('/api/v1/expectations/{id}', { params: path(id), headers: ifMatch(`"${version}"`) }))),
    restore: (id: string): Promise<unknown> => followed(unwrap(api.POST('/api/v1/expectations/{id}/restore', { params: path(id) }))),
  }
}
