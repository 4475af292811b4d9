/** A seat as it is drawn; x and y in units of a box of 2 × 1 whose middle below is (0, 0), y upwards. */
export interface DrawnSeat { x: number; y: number; radius: number; college: number; state: SeatState; memberId?: string }
export type SeatState = 'filled' | 'ending' | 'vacant'
export interface SeatCollege { id: string | null; label: string; seats: number }
export interface SeatMember { id: string; collegeId: string | null; seats: number; state: string }

const INNER = 0.42
const ROW_FILL = 0.42

/** Places of n seats in rows of a half circle, from left to right by angle. */
export function hemicycle(n: number): { x: number; y: number; radius: number }[] {
  if (n <= 0) return []
  const rows = rowsFor(n)
  const gap = (1 - INNER) / Math.max(1, rows)
  const radii = Array.from({ length: rows }, (_, i) => (rows === 1 ? 0.78 : INNER + gap / 2 + i * gap))
  const total = radii.reduce((sum, r) => sum + r, 0)
  const counts = share(n, radii.map((r) => r / total))
  const width = Math.min(gap, ...radii.map((r, i) => (Math.PI * r) / Math.max(1, counts[i] ?? 1)))
  const radius = Math.min(0.1, width * ROW_FILL)
  return radii
    .flatMap((r, i) => Array.from({ length: counts[i] ?? 0 }, (_, k) => {
      const angle = (counts[i] ?? 1) === 1 ? Math.PI / 2 : Math.PI - radius / r - (k * (Math.PI - (2 * radius) / r)) / ((counts[i] ?? 1) - 1)
      return { x: r * Math.cos(angle), y: r * Math.sin(angle), radius, angle, r }
    }))
    .toSorted((a, b) => b.angle - a.angle || a.r - b.r)
    .map(({ x, y, radius: size }) => ({ x, y, radius: size }))
}

/** Rows so that seats are about as far apart along a row as between rows. */
const rowsFor = (n: number): number => (n <= 13 ? 1 : Math.min(8, Math.max(2, Math.round(Math.sqrt(n / 3.6)))))

/** Whole parts of n by shares, largest remainders first. */
function share(n: number, shares: readonly number[]): number[] {
  const parts = shares.map((s) => Math.floor(s * n))
  const order = shares.map((s, i) => ({ i, rest: s * n - Math.floor(s * n) })).toSorted((a, b) => b.rest - a.rest)
  for (const { i } of order.slice(0, n - parts.reduce((sum, p) => sum + p, 0))) parts[i] = (parts[i] ?? 0) + 1
  return parts
}

/** Seats college by college from left to right: those filled, those whose term ends soon, then the vacant ones. Members of no college sit last. */
export function drawSeats(colleges: readonly SeatCollege[], members: readonly SeatMember[]): DrawnSeat[] {
  const sitting = members.filter((m) => m.state === 'current' || m.state === 'ending')
  const apart = sitting.filter((m) => m.collegeId === null)
  const groups = [...colleges, ...(apart.length > 0 ? [{ id: null, label: '', seats: apart.reduce((sum, m) => sum + m.seats, 0) }] : [])]
  const seats = groups.flatMap((college, index) => {
    const own = sitting.filter((m) => m.collegeId === college.id).toSorted((a, b) => Number(a.state === 'ending') - Number(b.state === 'ending'))
    const filled = own.flatMap((m) => Array.from({ length: m.seats }, () => ({ college: index, state: m.state === 'ending' ? 'ending' as const : 'filled' as const, memberId: m.id })))
    return [...filled, ...Array.from({ length: Math.max(0, college.seats - filled.length) }, () => ({ college: index, state: 'vacant' as const }))]
  })
  const places = hemicycle(seats.length)
  return seats.flatMap((seat, i) => (places[i] ? [{ ...places[i], ...seat }] : []))
}
