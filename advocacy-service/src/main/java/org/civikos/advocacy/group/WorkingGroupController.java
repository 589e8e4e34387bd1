package org.civikos.advocacy.group;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/working-groups")
class WorkingGroupController {

    record Coordinator(String id, @Nullable String name) {
    }

    record WorkingGroupResponse(String id, Map<String, String> names, Map<String, String> purpose, @Nullable Coordinator coordinator,
            int memberCount, int campaignCount) {
    }

    record WorkingGroups(List<WorkingGroupResponse> items) {
    }

    /** @param role coordinator, member or observer */
    record Membership(String role, @Nullable String name) {
    }

    private final GroupMembers members;
    private final ToIntFunction<WorkingGroup> campaignCount;

    WorkingGroupController(GroupMembers members, CampaignCount campaignCount) {
        this.members = members;
        this.campaignCount = campaignCount::of;
    }

    @GetMapping
    WorkingGroups all() {
        return new WorkingGroups(Arrays.stream(WorkingGroup.values()).map(group -> {
            var people = members.of(group);
            var coordinator = people.stream().filter(member -> member.role() == GroupMembers.Role.COORDINATOR).findFirst()
                    .map(member -> new Coordinator(member.person(), member.name())).orElse(null);
            return new WorkingGroupResponse(group.id(), group.names(), group.purpose(), coordinator, people.size(), campaignCount.applyAsInt(group));
        }).toList());
    }

    @PutMapping("/{group}/members/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@PathVariable String group, @PathVariable String person, @RequestBody Membership membership) {
        var role = Arrays.stream(GroupMembers.Role.values()).filter(r -> r.name().equalsIgnoreCase(membership.role())).findFirst()
                .orElseThrow(() -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-role").field("/role", "unknown-role"));
        members.put(known(group), person, membership.name(), role);
    }

    @DeleteMapping("/{group}/members/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String group, @PathVariable String person) {
        if (!members.remove(known(group), person)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "unknown-member");
        }
    }

    private static WorkingGroup known(String id) {
        return WorkingGroup.byId(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-group"));
    }
}
