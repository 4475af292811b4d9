import { schema } from '@convergence/db'
import { z } from 'zod'
import { solidLine, uuid } from '../schemas.ts'

export const Role = z.enum(schema.role.enumValues).meta({ id: 'Role' })

export const LoginBody = z.strictObject({ email: z.email().max(254), password: solidLine(256) }).meta({ id: 'Login' })
export const DemoBody = z.strictObject({ role: Role }).meta({ id: 'DemonstrationLogin' })

export const Me = z
  .object({
    user: z.object({ id: uuid, name: z.string(), email: z.string(), locale: z.enum(schema.locale.enumValues), digest: z.boolean().describe('Whether the daily digest is sent') }),
    grants: z.array(z.object({ role: Role, perimeterId: uuid })),
    roles: z.array(Role),
    demonstration: z.boolean(),
  })
  .meta({ id: 'Me', description: 'The signed-in person with the roles held on each perimeter.' })
