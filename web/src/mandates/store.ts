import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import { useSheetRefresh } from '../stakeholders/sheetStore.ts'

export type Mandate = components['schemas']['Mandate']
export type MandateCreate = components['schemas']['MandateCreateInput']
export type MandatePatch = components['schemas']['MandatePatchInput']

/** Writes of mandates; the sheets that show them follow. */
export function useMandateWrites() {
  const refresh = useSheetRefresh()
  const path = (id: string) => ({ path: { id } })
  const followed = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await refresh()
    return done
  }
  return {
    create: (body: MandateCreate): Promise<Mandate> => followed(unwrap(api.POST('/api/v1/mandates', { body }))),
    patch: (id: string, version: number, body: MandatePatch): Promise<Mandate> => followed(unwrap(api.PATCH('/api/v1/mandates/{id}', { params: path(id), headers: ifMatch(`"${version}"`), body }))),
    remove: (id: string, version: number): Promise<unknown> => followed(unwrap(api.DELETE('/api/v1/mandates/{id}', { params: path(id), headers: ifMatch(`"${version}"`) }))),
    restore: (id: string): Promise<unknown> => followed(unwrap(api.POST('/api/v1/mandates/{id}/restore', { params: path(id) }))),
  }
}
