import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { actions, may } from './roles.ts'

interface Operation { operationId?: string; 'x-roles'?: string[] }
interface Contract { paths: Record<string, Record<string, Operation>> }

const source = join(import.meta.dirname, '..')
const contract = JSON.parse(readFileSync(join(source, '../../api/openapi.json'), 'utf8')) as Contract
const byOperation = new Map(Object.values(contract.paths).flatMap((path) => Object.values(path)).map((operation) => [operation.operationId, operation['x-roles'] ?? []]))

const sources = (readdirSync(source, { recursive: true }) as string[]).filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.test.ts'))

describe('what the interface offers to whom', () => {
  it.each(Object.entries(actions))('%s is offered to exactly those whom the contract lets do it', (_name, { operation, roles }) => {
    expect(byOperation.has(operation), operation).toBe(true)
    expect([...roles].toSorted()).toEqual([...(byOperation.get(operation) ?? [])].toSorted())
  })

  it('names no action that is not in the list', () => {
    const asked = sources.flatMap((file) => [...readFileSync(join(source, file), 'utf8').matchAll(/\b(?:(?:can|may|rolesFor)\(|action: )'([\w-]+:[\w-]+)'/g)].map((match) => match[1] ?? ''))
    expect(asked.length).toBeGreaterThan(10)
    expect([...new Set(asked)].filter((action) => !(action in actions))).toEqual([])
  })

  it('offers nothing for an unknown action', () => {
    expect(may(['administrator'], 'nothing:write')).toBe(false)
  })
})
