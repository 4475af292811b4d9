declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream'
  import type { Submittable } from 'pg'
  /** The stream that feeds `COPY … FROM STDIN`. */
  export function from(sql: string): Writable & Submittable
}
