/** A Kosovo mobile number as people write it: +383 43 900 123, 00383 (0)43…, 043-900-123. @returns +38343900123 or null */
export function kosovoMobile(typed: string): string | null {
  const digits = typed.replace(/[^\d+]/g, '').replace(/^00/, '+');
  const match = /^(?:\+383|0)0?(4[3-9]\d{6})$/.exec(digits);
  return match ? `+383${match[1]}` : null;
}

/**
 * The present form of a number from before Kosovo had a code of its own: +377 44 and 45, +386 43 and 49. Those codes are other
 * countries' today, so this is only ever offered. @returns +38344900123 or null
 */
export function presentForm(typed: string): string | null {
  const digits = typed.replace(/[^\d+]/g, '').replace(/^00/, '+');
  const match = /^\+(?:377(4[45]\d{6})|386(4[39]\d{6}))$/.exec(digits);
  return match ? `+383${match[1] ?? match[2]}` : null;
}

/** +38343900123 → +383 43 900 123 */
export function spaced(phone: string): string {
  return phone.replace(/^(\+383)(\d\d)(\d{3})(\d{3})$/, '$1 $2 $3 $4');
}
