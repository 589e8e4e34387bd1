package org.civikos.notification.editor;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.civikos.notification.template.Folder;
import org.civikos.notification.template.Folders;
import org.civikos.notification.template.MessageKinds;
import org.civikos.platform.id.Ids;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The folders in which the secretariat keeps the texts of messages. They are read and written as a whole. */
@RestController
@RequestMapping("/api/templates/folders")
class FolderController {

    /** @param name null for a delivered one that nobody has renamed */
    record FolderView(String id, @Nullable String name, List<String> kinds) {}

    record FoldersView(List<FolderView> items) {}

    /**
     * @param id null for a new one
     * @param name may be missing for a delivered one only
     */
    record FolderBody(
            @Nullable @Size(max = 64) String id, @Nullable @Size(max = Folder.NAME_LIMIT) String name,
            @NotNull @Size(max = 200) List<@NotNull @Size(max = 100) String> kinds) {}

    record FoldersBody(@NotNull @Size(min = 1, max = Folder.MOST) List<@NotNull @Valid FolderBody> items) {}

    private final Folders folders;

    FolderController(Folders folders) {
        this.folders = folders;
    }

    @GetMapping
    ResponseEntity<FoldersView> read() {
        return answer(folders.read());
    }

    /** Puts all folders in the place of those that were read; a kind that is named in none goes where it was delivered. */
    @PutMapping
    ResponseEntity<FoldersView> arrange(@RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch, @RequestBody @Valid FoldersBody body) {
        Folders.Arrangement before = folders.read();
        Etags.requireMatch(ifMatch, before.revision());
        List<Folder> wanted = wanted(body.items(), before);
        return answer(folders.save(wanted, before.revision(), Actor.current().id())
                .orElseThrow(() -> Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed")));
    }

    private static List<Folder> wanted(List<FolderBody> items, Folders.Arrangement before) {
        Problem wrong = Problem.of(HttpStatus.BAD_REQUEST, "validation");
        Set<String> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        Set<String> known = new HashSet<>(before.folders().stream().map(Folder::id).toList());
        List<Folder> wanted = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            FolderBody item = items.get(i);
            String name = item.name() == null || item.name().isBlank() ? null : item.name().strip();
            Folder folder = new Folder(item.id() == null ? Ids.next() : item.id(), name, item.kinds());
            if (!ids.add(folder.id()) || item.id() != null && !known.contains(item.id()) && !folder.delivered()) {
                wrong.field("/items/" + i + "/id", "invalid");
            }
            if (name == null && !folder.delivered()) {
                wrong.field("/items/" + i + "/name", "folder-without-name");
            }
            if (name != null && !names.add(name.toLowerCase(Locale.ROOT))) {
                wrong.field("/items/" + i + "/name", "folder-name-twice");
            }
            for (int j = 0; j < item.kinds().size(); j++) {
                if (MessageKinds.find(item.kinds().get(j)).isEmpty() || !kinds.add(item.kinds().get(j))) {
                    wrong.field("/items/" + i + "/kinds/" + j, "invalid");
                }
            }
            wanted.add(folder);
        }
        if (!wrong.fields().isEmpty()) {
            throw wrong;
        }
        return wanted;
    }

    private static ResponseEntity<FoldersView> answer(Folders.Arrangement arrangement) {
        return ResponseEntity.ok().eTag(Etags.of(arrangement.revision()))
                .body(new FoldersView(arrangement.folders().stream().map(one -> new FolderView(one.id(), one.name(), one.kinds())).toList()));
    }
}
