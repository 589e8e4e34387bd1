/** +38343900123 → +383 43 900 123; what has another form stays as it is. */
export function spaced(phone: string): string {
  return phone.replace(/^(\+383)(\d\d)(\d{3})(\d{3})$/, '$1 $2 $3 $4');
}
