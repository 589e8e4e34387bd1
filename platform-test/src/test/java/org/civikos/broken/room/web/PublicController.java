package org.civikos.broken.room.web;

import org.springframework.web.bind.annotation.RestController;

@RestController
public class PublicController {
}
