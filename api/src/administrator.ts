import { createInterface } from 'node:readline/promises'
import { createDb, demoId, migrateDb, schema } from '@convergence/db'
import { seedReference } from '@convergence/db/seed'
import { hashPassword } from './auth/password.ts'
import { readConfig } from './config.ts'

const MIN_LENGTH = 15

/** Creates the first administrator of a production database: `administrator.js ADDRESS NAME`, the password on standard input. */
async function main([email, name]: string[]): Promise<void> {
  if (!email || !name) throw new Error('Usage: administrator.js ADDRESS NAME  (the password is read from standard input)')
  const [password = ''] = await lines()
  if (password.length < MIN_LENGTH) throw new Error(`The password needs at least ${MIN_LENGTH} characters.`)
  const { db, close } = await createDb(readConfig(process.env).ownerDatabase)
  await migrateDb(db)
  await seedReference(db)
  const passwordHash = await hashPassword(password)
  await db.transaction(async (tx) => {
    const [user] = await tx.insert(schema.users).values({ email, name, passwordHash }).onConflictDoNothing().returning({ id: schema.users.id })
    if (!user) throw new Error(`${email} has an account already.`)
    await tx.insert(schema.grants).values({ userId: user.id, role: 'administrator', perimeterId: demoId('perimeter', 'national') })
  })
  await close()
  process.stdout.write(`${email} is an administrator.\n`)
}

async function lines(): Promise<string[]> {
  const read: string[] = []
  for await (const line of createInterface({ input: process.stdin })) read.push(line)
  return read
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
