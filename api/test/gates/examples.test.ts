import { demoId, schema } from '@convergence/db'
import { afterAll, describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/auth/password.ts'
import { useTestApp } from '../app.ts'
import { startProvider, type TestProvider } from '../oidc.ts'
import { judgeOf } from './conformance.ts'
import { documentOf, operationsOf } from './document.ts'
import { ExampleRunner } from './run-example.ts'

let provider: TestProvider
const t = useTestApp(async () => (provider = await startProvider('http://localhost:3000')).config)
afterAll(() => provider.stop())
const ORDER = { GET: 0, POST: 1, PUT: 2, PATCH: 3, DELETE: 4 }

describe('the documentation', () => {
  it('has an example on every operation, and each is answered as documented', async () => {
    const document = documentOf(t.app)
    const operations = operationsOf(document)
    const login = operations.find((o) => o.id === 'login')?.bodyExample as { email: string; password: string }
    const userId = demoId('user', 'login-example')
    await t.db.insert(schema.users).values({ id: userId, email: login.email, name: 'Exemple', passwordHash: await hashPassword(login.password) })
    await t.db.insert(schema.grants).values({ userId, role: 'reader', perimeterId: demoId('perimeter', 'national') })
    provider.person = { sub: 'example', email: login.email, email_verified: true }
    const judge = judgeOf(document)
    const runner = new ExampleRunner(t, operations, provider)
    const faults: string[] = []
    for (const operation of [...operations].sort((a, b) => Number(a.id === 'changePassword') - Number(b.id === 'changePassword') || ORDER[a.method] - ORDER[b.method])) {
      const lack = runner.lack(operation)
      const answer = lack ? null : await runner.run(operation).catch((error: Error) => error)
      const fault = lack ?? (answer instanceof Error ? answer.message : !answer || answer.statusCode >= 300 ? `${answer?.statusCode} ${answer?.body.slice(0, 300)}` : judge.fault(operation, answer))
      if (fault) faults.push(`${operation.method} ${operation.path} (${operation.id}): ${fault}`)
    }
    expect(faults).toEqual([])
  }, 300_000)
})
