import { expect, it } from 'vitest';
import { spaced } from './phone';

it.each([['+38343900123', '+383 43 900 123'], ['+355690000123', '+355690000123'], ['043 900', '043 900']])('writes %s readably', (phone, written) => expect(spaced(phone)).toBe(written));
