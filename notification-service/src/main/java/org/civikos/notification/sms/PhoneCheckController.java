package org.civikos.notification.sms;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.civikos.notification.member.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says of a number as somebody typed it whether SMS would reach it, before it is saved. Keeps nothing. */
@RestController
@RequestMapping("/api/alert-settings/phone-check")
class PhoneCheckController {

    record PhoneBody(@NotNull @Size(max = 60) String phone) {}

    /**
     * @param verdict fits; not-a-number; old-form and old-landline (as it was written before +383, a mobile number and one of the fixed
     *     network); landline; country (gets no SMS); costly (calls to it cost more than usual)
     * @param number in the form of E.164 if it fits
     * @param presentForm what an old form has become, +383…: a question to the person, since the code is another country's today
     */
    record PhoneView(String verdict, @Nullable String number, @Nullable String presentForm) {}

    private final Countries countries;

    PhoneCheckController(Countries countries) {
        this.countries = countries;
    }

    @PostMapping
    PhoneView check(@RequestBody @Valid PhoneBody body) {
        String present = PhoneNumbers.presentForm(body.phone()).orElse(null);
        if (present != null) {
            return new PhoneView(PhoneNumbers.takesSms(present) ? "old-form" : "old-landline", null, present);
        }
        String number = PhoneNumbers.international(body.phone()).orElse(null);
        if (number == null || PhoneNumbers.country(number).isEmpty()) {
            return new PhoneView("not-a-number", null, null);
        }
        if (PhoneNumbers.costly(number)) {
            return new PhoneView("costly", null, null);
        }
        if (!PhoneNumbers.takesSms(number)) {
            return new PhoneView("landline", null, null);
        }
        return countries.allow(number) ? new PhoneView("fits", number, null) : new PhoneView("country", null, null);
    }
}
