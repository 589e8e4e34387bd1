package org.civikos.notification.message;

import java.time.Instant;
import java.util.List;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the system cannot settle by itself, for the secretariat to look at. */
@RestController
@RequestMapping("/api/staff-notices")
class StaffNoticeController {

    private static final int MOST = 100;

    /** @param subject in the reader's language, as {@code text} */
    record NoticeView(String id, Instant at, String subject, String text) {}

    record NoticePage(List<NoticeView> items) {}

    private final StaffBoard board;
    private final Phrases phrases;

    StaffNoticeController(StaffBoard board, Phrases phrases) {
        this.board = board;
        this.phrases = phrases;
    }

    @GetMapping
    NoticePage open() {
        Language language = Language.of(LocaleContextHolder.getLocale());
        return new NoticePage(board.open(MOST).stream().map(one -> new NoticeView(one.id(), one.at(),
                StaffNotices.subject(phrases, language, one.words(), one.values()), StaffNotices.text(phrases, language, one.words(), one.values()))).toList());
    }

    @PostMapping("/{id}/done")
    ResponseEntity<Void> done(@PathVariable String id) {
        if (!board.done(id, Actor.current().id())) {
            throw Problem.of(HttpStatus.NOT_FOUND, "unknown-notice");
        }
        return ResponseEntity.noContent().build();
    }
}
