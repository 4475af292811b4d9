import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { z } from 'zod'
import type { Client } from '../../test/app.ts'
import type { Target } from './fields.ts'
import type { Import as ImportSchema } from './schemas.ts'

/** An import as it travels. */
export type Import = z.input<typeof ImportSchema>

const folder = new URL('../../../db/reference/registre-lobbying/', import.meta.url)
export const organisations = () => readFile(new URL('organisations.csv', folder), 'utf8')
export const ties = () => readFile(new URL('liens.csv', folder), 'utf8')

/** A multipart form with a file, as a browser sends it. */
export function form(target: Target, perimeterId: string, bytes: Buffer, fileName = 'fichier.csv') {
  const boundary = '----convergence'
  const field = (name: string, value: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const head = `${field('target', target)}${field('perimeterId', perimeterId)}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n`
  return { payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

export async function send(client: Client, target: Target, perimeterId: string, bytes: Buffer): Promise<Import> {
  const answer = await client.post('imports/upload', undefined, form(target, perimeterId, bytes))
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<Import>()
}

export async function sendText(client: Client, target: Target, perimeterId: string, content: string): Promise<Import> {
  const answer = await client.post('imports', { target, perimeterId, content })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<Import>()
}

export async function checked(client: Client, { id }: Import): Promise<Import> {
  const answer = await client.post(`imports/${id}/check`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Import>()
}

/** Checks and commits; fails when the dry run finds an error. */
export async function committed(client: Client, row: Import): Promise<Import> {
  const { check } = await checked(client, row)
  expect(check?.errors).toEqual([])
  const answer = await client.post(`imports/${row.id}/commit`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Import>()
}
