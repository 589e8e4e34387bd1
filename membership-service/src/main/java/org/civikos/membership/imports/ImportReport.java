package org.civikos.membership.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a file. With {@code dryRun}, and when errors kept everything from being written, the counts of what
 * would have been done stand beside {@code written: false}.
 *
 * @param rows      rows of data in the file
 * @param created   organisations or people that were new
 * @param updated   that are different now
 * @param unchanged that were so already
 * @param written   whether anything was allowed to be written
 */
record ImportReport(String id, boolean dryRun, String kind, boolean written, int rows, int created, int updated, int unchanged,
        List<RowError> errors) {

    /**
     * One thing that is wrong with one row.
     *
     * @param row    the line of the file on which the row begins; the header is line 1
     * @param column the column that is meant; {@code null} if it is the whole row or file
     * @param code   stable, in kebab case
     * @param message in the language of the request
     */
    record RowError(int row, @Nullable String column, String code, String message) {
    }
}
