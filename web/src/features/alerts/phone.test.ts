import { expect, it } from 'vitest';
import { kosovoMobile, presentForm, spaced } from './phone';

it.each([['+383 43 900 123', '+38343900123'], ['043-900-123', '+38343900123'], ['00383 (0)43 900 123', '+38343900123'], ['+383 (0)49 900 123', '+38349900123']])('reads %s', (typed, number) => expect(kosovoMobile(typed)).toBe(number));
it.each(['038 220 287', '+355 69 1234567', '12', '+383 43 900 12'])('refuses %s', typed => expect(kosovoMobile(typed)).toBeNull());
it.each([['+377 44 900 123', '+38344900123'], ['00386 49 900 123', '+38349900123']])('offers the present form of %s', (typed, number) => expect(presentForm(typed)).toBe(number));
it.each(['+383 43 900 123', '+386 41 900 123', '+377 99 900 123', '043 900 123'])('has no other form of %s', typed => expect(presentForm(typed)).toBeNull());
it('writes it readably', () => expect(spaced('+38343900123')).toBe('+383 43 900 123'));
