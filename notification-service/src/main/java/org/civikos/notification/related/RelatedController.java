package org.civikos.notification.related;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Words that belong to those that somebody writes for an alert; for everybody, from what everybody may see. */
@RestController
class RelatedController {

    /**
     * A word that is offered.
     *
     * @param word   what to add to a subscription: cut where its endings begin, so that it finds them all
     * @param shown  as people write it
     * @param why    other-form, synonym, translation, narrower, broader or together
     * @param drafts in how many titles of drafts so far it is found
     */
    record RelatedView(String word, String shown, String language, String why, int drafts) {}

    record RelatedWordsView(List<RelatedView> items) {}

    private final RelatedWords related;

    RelatedController(RelatedWords related) {
        this.related = related;
    }

    @GetMapping("/api/related-words")
    ResponseEntity<RelatedWordsView> related(
            @RequestParam @NotEmpty @Size(max = 20) List<@NotNull @Size(max = 60) String> word,
            @RequestParam(defaultValue = "sq") @Pattern(regexp = "sq|sr|en") String language) {
        return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate()).body(new RelatedWordsView(related.of(word, language).stream()
                .map(one -> new RelatedView(one.word(), one.shown(), one.language(), one.why().code(), one.drafts())).toList()));
    }
}
