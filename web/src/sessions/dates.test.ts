import { describe, expect, it } from 'vitest'
import { fieldsOf, instantOf, timeOf } from './dates.ts'

describe('the hours of a session', () => {
  it.each(['Europe/Paris', 'Indian/Reunion', 'America/Cayenne', 'UTC'])('typed in the form for %s are the hours shown, whatever the clock of the device', (zone) => {
    const iso = instantOf('2027-01-11', '09:30', zone)
    expect([timeOf(iso, zone, 'fr'), fieldsOf(iso, zone)]).toEqual(['09:30', { day: '2027-01-11', time: '09:30' }])
  })
  it('are an instant in UTC, and an empty hour is midnight', () => {
    expect([instantOf('2027-07-01', '09:30', 'Europe/Paris'), instantOf('2027-01-11', '', 'Europe/Paris')]).toEqual(['2027-07-01T07:30:00.000Z', '2027-01-10T23:00:00.000Z'])
  })
})
